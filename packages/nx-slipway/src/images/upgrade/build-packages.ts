/**
 * Debian packages that much used Python packages are compiled with, apart from a compiler of C. Rule: their own
 * instructions for building from source.
 */
const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  cffi: ['libffi-dev'],
  'confluent-kafka': ['librdkafka-dev'],
  grpcio: ['g++'],
  h5py: ['libhdf5-dev', 'pkg-config'],
  lxml: ['libxml2-dev', 'libxslt1-dev'],
  mysqlclient: ['default-libmysqlclient-dev', 'pkg-config'],
  numpy: ['g++'],
  pandas: ['g++'],
  pillow: ['libjpeg-dev', 'zlib1g-dev'],
  psycopg2: ['libpq-dev'],
  'psycopg2-binary': ['libpq-dev'],
  'psycopg-c': ['libpq-dev'],
  pycurl: ['libcurl4-openssl-dev', 'libssl-dev'],
  pyodbc: ['unixodbc-dev', 'g++'],
  'python-ldap': ['libldap2-dev', 'libsasl2-dev'],
  pyyaml: [],
  scipy: ['g++', 'gfortran', 'libopenblas-dev', 'pkg-config'],
  uwsgi: [],
  xmlsec: ['libxml2-dev', 'libxmlsec1-dev', 'pkg-config'],
};

/** Packages that are written in Rust. */
const RUST: ReadonlySet<string> = new Set([
  ...['bcrypt', 'cryptography', 'jiter', 'nh3', 'orjson', 'polars', 'pydantic-core', 'rpds-py'],
  ...['safetensors', 'tiktoken', 'tokenizers', 'watchfiles'],
]);

/** Returns the Debian packages that a Python package is compiled with; none for one that is not known. */
export function neededToBuild(name: string): readonly string[] {
  if (RUST.has(name)) return ['cargo', 'gcc', 'libc6-dev'];
  const libraries = LIBRARIES[name];
  return libraries ? ['gcc', 'libc6-dev', ...libraries].sort() : [];
}
