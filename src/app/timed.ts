/** Makes the browser report when an element was painted: https://wicg.github.io/element-timing/ */
export const timed = (elementtiming: string) => ({ elementtiming })
