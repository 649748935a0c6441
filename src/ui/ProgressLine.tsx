/** A thin moving line in the place where the result will appear. Words next to it say what is in progress. */
export const ProgressLine = () => (
  <div aria-hidden="true" className="h-0.5 w-full overflow-hidden bg-line">
    <div className="progress-line h-full w-1/3 bg-accent" />
  </div>
)
