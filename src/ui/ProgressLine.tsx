/** A thin line that moves while something is under way, where the thing will be. Words beside it say what. */
export const ProgressLine = () => (
  <div aria-hidden="true" className="h-0.5 w-full overflow-hidden bg-line">
    <div className="progress-line h-full w-1/3 bg-accent" />
  </div>
)
