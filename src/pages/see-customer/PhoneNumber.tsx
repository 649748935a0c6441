import { useQuery } from '@tanstack/react-query'
import { shopQuery } from '#src/api/shop.ts'
import { loadPhoneReader } from '#src/app/phone-numbers/load-phone-reader.ts'

/** A telephone number in the format of the store's country, from left to right in every language. */
export function PhoneNumber({ digits }: { digits: string }) {
  const { data: shop } = useQuery(shopQuery())
  const country = shop?.local.country
  const { data: reader } = useQuery({
    queryKey: ['phone reader', country],
    queryFn: () => loadPhoneReader(country ?? ''),
    enabled: country !== undefined,
    staleTime: Infinity,
    structuralSharing: false,
  })
  return <bdi dir="ltr">{reader?.write(digits) ?? digits}</bdi>
}
