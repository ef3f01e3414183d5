/** A sentence with a counselor's name in it, which keeps its own direction. */
export function WithName({ text, name }: { readonly text: string; readonly name: string }) {
  const [before = '', after = ''] = text.split('{{counselor}}');
  return (
    <>
      {before}
      <bdi>{name}</bdi>
      {after}
    </>
  );
}
