/** A share as percent with one decimal; a dash where there is none. */
export function percent(share: number | undefined): string {
  return share === undefined ? '-' : `${(share * 100).toFixed(1)} %`;
}
