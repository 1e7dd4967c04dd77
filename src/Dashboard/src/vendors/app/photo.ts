const LongSideMax = 1_600;
const Quality = 0.82;

/** A phone's picture made small enough for a poor network. Drawing it anew also leaves its position behind. */
export async function shrink(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file);
  const { width, height } = fitted(bitmap.width, bitmap.height, LongSideMax);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser can’t draw');
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return await new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('The picture could not be read')) : resolve(blob)),
      'image/jpeg',
      Quality,
    ),
  );
}

/** The same shape within a square, never larger than it was. */
export function fitted(width: number, height: number, longSideMax: number): { width: number; height: number } {
  const scale = Math.min(1, longSideMax / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
