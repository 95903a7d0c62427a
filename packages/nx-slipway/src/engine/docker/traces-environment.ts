/** Whether somebody has said what is to become of OpenTelemetry's traces. */
function isAboutTraces(name: string): boolean {
  return name.startsWith('OTEL_') || name === 'TRACEPARENT';
}

/**
 * Variables under which buildx asks the engine for no trace. BuildKit keeps one of every build otherwise,
 * all its spans as JSON in the content store: after twenty images that took it longer than to name them.
 * Empty where the environment says anything of traces itself: somebody wants them.
 *
 * @see the OpenTelemetry specification, "SDK environment variables"
 */
export function tracesEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  return Object.keys(environment).some(isAboutTraces) ? {} : { OTEL_TRACES_SAMPLER: 'always_off' };
}
