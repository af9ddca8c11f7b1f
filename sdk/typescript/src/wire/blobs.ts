import type { MessageInitShape } from '@bufbuild/protobuf';
import type { Blob } from '../message.js';
import type * as wire from './generated.js';

export function toBlob(blob: wire.Blob | undefined): Blob {
  const { place } = blob ?? { place: undefined };
  return {
    id: place?.case === 'id' ? place.value : undefined,
    url: place?.case === 'url' ? place.value : undefined,
    mediaType: blob?.mediaType ?? '',
    sizeBytes: Number(blob?.sizeBytes ?? 0),
    fileName: blob?.fileName ?? '',
  };
}

export function toWireBlob({
  id,
  url,
  mediaType,
  sizeBytes,
  fileName,
}: Blob): MessageInitShape<typeof wire.BlobSchema> {
  const place = url === undefined ? ({ case: 'id', value: id ?? '' } as const) : ({ case: 'url', value: url } as const);
  return { place, mediaType, sizeBytes: BigInt(sizeBytes), fileName };
}
