/** True for the names and addresses by which only this machine reaches itself: `localhost`, 127.0.0.0/8, `::1`. */
export const isLoopback = (host: string) =>
  host === 'localhost' ||
  /^127(\.\d{1,3}){3}$/.test(host) ||
  /^(::1|\[::1\]|::ffff:127(\.\d{1,3}){3})$/.test(host)
