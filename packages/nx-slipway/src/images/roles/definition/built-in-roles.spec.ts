import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtInRoles } from './built-in-roles';
import { parseRole } from './parse-role';
import { renderRole } from './render-role';

const FOLDER = join(__dirname, '../definitions');
const files = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''));

test('every file is a role of its name', () =>
  expect([...builtInRoles.keys()].sort()).toEqual([...files].sort()));

test.each(files)('%s is as the format wants it', (name) => {
  const parsed = parseRole(readFileSync(join(FOLDER, `${name}.json`), 'utf8'), `${name}.json`);
  expect(parsed).toEqual({ role: builtInRoles.get(name) });
});

test('the instructions of each role by its defaults', () => {
  const all = [...builtInRoles].map(([name, role]) => {
    const values = role.module ? { module: `shop.${role.module.example}` } : {};
    const { view, needs } = renderRole(role, { values, versions: new Map(), setByUser: [] });
    const packages = needs.map(({ anyOf, requirement }) => `${anyOf.join(' or ')}: ${requirement}`);
    return [`===== ${name}`, ...view.instructions, ...packages.map((each) => `# ${each}`)].join(
      '\n',
    );
  });
  expect(all.join('\n')).toMatchInlineSnapshot(`
    "===== dramatiq
    HEALTHCHECK NONE
    CMD ["dramatiq", "shop.actors", "--processes=1", "--threads=8", "--worker-shutdown-timeout=8000"]
    # dramatiq: dramatiq[redis]
    # redis or pika: dramatiq[redis]
    ===== celery
    HEALTHCHECK NONE
    CMD ["celery", "--app=shop.celery:app", "worker", "--loglevel=INFO", "--concurrency=2"]
    # celery: celery[redis]
    # redis or amqp: celery[redis]
    ===== celery-beat
    HEALTHCHECK NONE
    CMD ["celery", "--app=shop.celery:app", "beat", "--loglevel=INFO", \\
         "--schedule=/tmp/celerybeat-schedule"]
    # celery: celery[redis]
    # redis or amqp: celery[redis]
    ===== flower
    ENV PORT=5555
    EXPOSE 5555
    HEALTHCHECK --interval=30s --timeout=3s --start-period=30s --start-interval=1s \\
        CMD ["python", "-c", \\
         "import http.client, os; probe = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=2); probe.request('GET', '/healthcheck'); status = probe.getresponse().status; raise SystemExit(status >= 400 and 'GET /healthcheck answered ' + str(status))"]
    CMD ["sh", "-c", "exec celery --app=shop.celery:app flower --port=$PORT"]
    # flower: flower
    # redis or amqp: celery[redis]
    ===== rq
    HEALTHCHECK NONE
    CMD ["rq", "worker", "default"]
    # rq: rq
    ===== arq
    HEALTHCHECK NONE
    CMD ["arq", "shop.worker.WorkerSettings"]
    # arq: arq
    ===== huey
    STOPSIGNAL SIGINT
    HEALTHCHECK NONE
    CMD ["huey_consumer", "shop.tasks.huey", "--workers=4"]
    # huey: huey
    ===== taskiq
    HEALTHCHECK NONE
    CMD ["taskiq", "worker", "shop.tasks:broker", "--workers=2"]
    # taskiq: taskiq
    ===== taskiq-scheduler
    STOPSIGNAL SIGINT
    HEALTHCHECK NONE
    CMD ["taskiq", "scheduler", "shop.tasks:scheduler"]
    # taskiq: taskiq
    ===== alembic
    HEALTHCHECK NONE
    CMD ["alembic", "upgrade", "head"]
    # alembic: alembic
    ===== grpc
    ENV PORT=50051
    EXPOSE 50051
    HEALTHCHECK --interval=30s --timeout=3s --start-period=30s --start-interval=1s \\
        CMD ["python", "-c", \\
         "import os, socket; socket.create_connection(('127.0.0.1', int(os.environ['PORT'])), 2)"]
    CMD ["python", "-m", "shop.server"]
    # grpcio: grpcio
    ===== streamlit
    ENV PORT=8501 \\
        STREAMLIT_SERVER_HEADLESS=true \\
        STREAMLIT_SERVER_FILE_WATCHER_TYPE=none \\
        STREAMLIT_BROWSER_GATHER_USAGE_STATS=false
    EXPOSE 8501
    HEALTHCHECK --interval=30s --timeout=3s --start-period=30s --start-interval=1s \\
        CMD ["python", "-c", \\
         "import http.client, os; probe = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=2); probe.request('GET', '/_stcore/health'); status = probe.getresponse().status; raise SystemExit(status >= 400 and 'GET /_stcore/health answered ' + str(status))"]
    CMD ["sh", "-c", "exec streamlit run /app/shop/app.py --server.port=$PORT"]
    # streamlit: streamlit
    ===== gradio
    ENV PORT=7860 \\
        GRADIO_SERVER_NAME=0.0.0.0 \\
        GRADIO_ANALYTICS_ENABLED=False
    STOPSIGNAL SIGINT
    EXPOSE 7860
    HEALTHCHECK --interval=30s --timeout=3s --start-period=30s --start-interval=1s \\
        CMD ["python", "-c", \\
         "import http.client, os; probe = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=2); probe.request('GET', '/'); status = probe.getresponse().status; raise SystemExit(status >= 400 and 'GET / answered ' + str(status))"]
    CMD ["sh", "-c", "exec env GRADIO_SERVER_PORT=$PORT python -m shop.app"]
    # gradio: gradio
    ===== dash
    ENV PORT=8050
    EXPOSE 8050
    HEALTHCHECK --interval=30s --timeout=3s --start-period=30s --start-interval=1s \\
        CMD ["python", "-c", \\
         "import http.client, os; probe = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=2); probe.request('GET', '/'); status = probe.getresponse().status; raise SystemExit(status >= 400 and 'GET / answered ' + str(status))"]
    CMD ["gunicorn", "shop.app:server", "--name=dash", "--workers=2", "--threads=8", \\
         "--worker-tmp-dir=/dev/shm", "--graceful-timeout=8"]
    # dash: dash
    # gunicorn: gunicorn
    ===== django-migrate
    HEALTHCHECK NONE
    CMD ["python", "manage.py", "migrate", "--no-input"]
    # django: django"
  `);
});
