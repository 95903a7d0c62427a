import type { PushPlan } from '../bake/push/plan-push';

/** What is pushed and in which order, a line per image: the images of one number are pushed at once. */
export function formatPushes({ waves, pushes }: PushPlan): string {
  const byId = new Map(pushes.map((push) => [push.image.id, push]));
  return waves
    .flatMap((wave, index) =>
      wave.map((id) => `push ${index + 1}: ${byId.get(id)?.references.join(', ') ?? id}`),
    )
    .join('\n');
}
