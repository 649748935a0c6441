import { useQuery } from '@tanstack/react-query'
import { photoQuery, type PhotoOnFile } from '#src/api/customers.ts'
import { Icon } from '#src/ui/Icon.tsx'

/** A small picture that fills its place, and has no words of its own. */
export function PhotoThumbnail({ userId, photo }: { userId: string; photo: PhotoOnFile }) {
  const { data, error, isFetching } = useQuery(photoQuery(userId, photo))
  if (data?.ownerId === userId)
    return (
      <img
        key={data.source}
        src={data.source}
        alt=""
        draggable={false}
        className="size-full object-cover object-top"
      />
    )
  return error !== null && !isFetching ? <Icon name="caution" className="size-5 text-quiet" /> : null
}
