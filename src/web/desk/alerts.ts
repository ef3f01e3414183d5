import type { Alert } from './lists.ts';

/** Two soft tones; higher and rising when somebody new waits. In hertz. */
const TONES: Readonly<Record<Alert['kind'], readonly [number, number]>> = { queue: [660, 880], message: [587, 523] };
const TONE_S = 0.14;
const LOUDNESS = 0.12;

let audio: AudioContext | undefined;

/** Browsers let a page sound only after the person has touched it once. */
export function unlockSound(): void {
  audio ??= new AudioContext();
  void audio.resume();
}

/** A short sound made on the spot, so that there is no file to load. */
export function chime(kind: Alert['kind']): void {
  if (audio?.state !== 'running') return;
  const start = audio.currentTime;
  TONES[kind].forEach((frequency, index) => {
    const tone = audio!.createOscillator();
    const volume = audio!.createGain();
    const at = start + index * TONE_S;
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
    volume.gain.linearRampToValueAtTime(0, at + TONE_S);
    tone.connect(volume).connect(audio!.destination);
    tone.start(at);
    tone.stop(at + TONE_S);
  });
}

/** A notification of the browser, while the page is out of sight. It never holds what somebody wrote. */
export function notify(title: string, { kind, id }: Alert, onClick: () => void): void {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  try {
    const shown = new Notification(title, { tag: `${kind} ${id}` });
    shown.onclick = () => {
      focus();
      onClick();
      shown.close();
    };
  } catch {
    // Some phones allow notifications from a service worker only; title and sound remain.
  }
}
