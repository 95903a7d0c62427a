// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of Dockerfiles
import { pick, type Random } from './random';

/** Words with and without variables, of which builds and stages may know some. */
const WORDS = ['w', '$WHAT', '${WHAT}', '${PART:-p}', '${PART:+q}', '$UNUSED', 'a$WHAT', "'$WHAT'"];

/** Ways to write what an image's config holds and its files do not. */
const LINES: readonly ((word: string) => string)[] = [
  (word) => `ENV OWN=${word}`,
  (word) => `ENV WHAT=${word}`,
  (word) => `ENV ONE=1 TWO=${word}`,
  (word) => `ENV OLD ${word}`,
  (word) => `LABEL own=${word}`,
  (word) => `LABEL "a b"=${word} other="${word}"`,
  (word) => `CMD echo ${word}`,
  (word) => `CMD ["run", "${word}"]`,
  (word) => `ENTRYPOINT ["start", "${word}"]`,
  (word) => `USER ${word}`,
  () => 'USER ${OWNER:-7}:8',
  () => 'EXPOSE 80 443/udp',
  () => 'EXPOSE ${PORT:-8080}',
  () => 'STOPSIGNAL ${SIGNAL:-TERM}',
  (word) => `VOLUME /v/${word}`,
  (word) => `HEALTHCHECK --interval=9s CMD test -f ${word}`,
  () => 'HEALTHCHECK NONE',
  () => 'SHELL ["/bin/sh", "-c"]',
  (word) => `WORKDIR /w/${word}`,
  (word) => `WORKDIR ${word}`,
  (word) => `ONBUILD ENV FROM_BELOW=${word}`,
  (word) => `ONBUILD LABEL below=${word}`,
  () => 'MAINTAINER ${WHAT}',
  () => 'ENV FOR=$TARGETPLATFORM ON=${BUILDOS:-none}',
  () => 'ARG TARGETARCH\nENV FOR=$TARGETARCH',
  () => 'ARG SOURCE_DATE_EPOCH\nENV AT=${SOURCE_DATE_EPOCH:-never}',
];

/** An instruction, or two, about the config of an image. */
export function randomMetadata(random: Random): string {
  return pick(random, LINES)(pick(random, WORDS));
}
