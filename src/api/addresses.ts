/** The addresses of the gateway's calls, each spelled once. */

export const customerCall = (userId: string) =>
  `/v2/customers/${encodeURIComponent(userId)}/setImage?source=INSTORE&embed=CUSTOMERIMAGE`
export const sessionCall = '/api/session'
export const shopCall = '/api/shop'
export const statusCall = '/api/status'
export const findCall = '/api/find'
export const searchCall = '/api/search'
const aboutCustomer = (userId: string) => `/api/customers/${encodeURIComponent(userId)}`
export const revealCall = (userId: string) => `${aboutCustomer(userId)}/reveal`
export const challengeCall = (userId: string) => `${aboutCustomer(userId)}/challenge`
export const decisionCall = (userId: string) => `${aboutCustomer(userId)}/decision`
export const photoCall = (userId: string) => `${aboutCustomer(userId)}/photo`
export const phoneLinkCall = (userId: string) => `${photoCall(userId)}/phone`
export const openPhoneCall = '/api/phone/open'
export const phonePhotoCall = '/api/phone/photo'
export const codeCall = (userId: string) => `${aboutCustomer(userId)}/code`
export const managerCall = (userId: string) => `${aboutCustomer(userId)}/manager`
export const opinionCall = (userId: string) => `${aboutCustomer(userId)}/second-opinion`
export const accountStatusCall = (userId: string) => `${aboutCustomer(userId)}/status`
export const worthCall = (userId: string) => `${aboutCustomer(userId)}/worth`
export const redemptionCall = (userId: string) => `${aboutCustomer(userId)}/redemptions`
export const timingsCall = '/api/timings'
export const purposesCall = '/api/purposes'
export const colleaguesCall = '/api/colleagues'
export const enrolCall = '/api/customers'
export const enrolCodeCall = '/api/enrolment/code'
export const handOverCall = '/api/hand-over'
export const officeEventsCall = '/api/office/events'
export const officeSessionsCall = '/api/office/sessions'
export const officeTillsCall = '/api/office/tills'
export const officeCasesCall = '/api/office/cases'
export const officeVerifyCall = '/api/office/verify'
export const limitsCall = '/api/limits'
