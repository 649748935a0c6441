/** The purpose whose check a redemption needs. */
export const redeemPurpose = 'redeem'
