/** Whether it is the name of a time zone of IANA, such as `Asia/Kolkata`. */
export function isTimeZone(name: string) {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format() !== ''
  } catch {
    return false
  }
}
