/** Something a build looked for in vain, and the Debian package that has it. */
export interface DebianPackage {
  /** In words: `the header libpq-fe.h`. */
  readonly lacks: string;
  /** Absent where it is not known. */
  readonly package?: string;
}

/** What Python packages are most often built against, by the header they include and the library they link. */
const LIBRARIES: readonly {
  readonly header: RegExp;
  readonly library: string;
  readonly package: string;
}[] = [
  { header: /^bzlib\.h$/, library: 'bz2', package: 'libbz2-dev' },
  { header: /^curl\//, library: 'curl', package: 'libcurl4-openssl-dev' },
  { header: /^ffi\.h$/, library: 'ffi', package: 'libffi-dev' },
  { header: /^gmp\.h$/, library: 'gmp', package: 'libgmp-dev' },
  { header: /^jpeglib\.h$/, library: 'jpeg', package: 'libjpeg-dev' },
  { header: /^lber\.h$|^ldap\.h$/, library: 'ldap', package: 'libldap2-dev' },
  { header: /^librdkafka\//, library: 'rdkafka', package: 'librdkafka-dev' },
  { header: /^(?:postgresql\/)?(?:libpq-fe|pg_config)\.h$/, library: 'pq', package: 'libpq-dev' },
  { header: /^libxml\//, library: 'xml2', package: 'libxml2-dev' },
  { header: /^libxslt\//, library: 'xslt', package: 'libxslt1-dev' },
  { header: /^lzma\.h$/, library: 'lzma', package: 'liblzma-dev' },
  { header: /^mysql(?:\.h$|\/)/, library: 'mysqlclient', package: 'default-libmysqlclient-dev' },
  { header: /^openssl\//, library: 'ssl', package: 'libssl-dev' },
  { header: /^sasl\//, library: 'sasl2', package: 'libsasl2-dev' },
  { header: /^sql(?:ext)?\.h$/, library: 'odbc', package: 'unixodbc-dev' },
  { header: /^sqlite3\.h$/, library: 'sqlite3', package: 'libsqlite3-dev' },
  { header: /^yaml\.h$/, library: 'yaml', package: 'libyaml-dev' },
  { header: /^zlib\.h$/, library: 'z', package: 'zlib1g-dev' },
  { header: /^zstd\.h$/, library: 'zstd', package: 'libzstd-dev' },
  // Those of the C library itself.
  { header: /^(?:stdio|stdlib|string|limits|errno|math)\.h$/, library: 'c', package: 'libc6-dev' },
];

/** The package with a header, as `#include <…>` names it. */
export function headerPackage(header: string): DebianPackage {
  const found = LIBRARIES.find((each) => each.header.test(header));
  return { lacks: `the header ${header}`, ...(found && { package: found.package }) };
}

/** The package to link a library from. @param library as the linker's `-l` names it */
export function libraryPackage(library: string): DebianPackage {
  const found = LIBRARIES.find((each) => each.library === library);
  return { lacks: `the library ${library}`, ...(found && { package: found.package }) };
}

function tool(pattern: RegExp, name: string, packageName = name) {
  return {
    pattern,
    missing: { lacks: `the command ${name}`, package: packageName },
  };
}

/** Tools of a build, and the messages that they are missing. */
export const toolPackages: readonly {
  readonly pattern: RegExp;
  readonly missing: DebianPackage;
}[] = [
  tool(/Git executable not found|Git operation failed[\s\S]*No such file/i, 'git'),
  tool(/pg_config executable not found|pg_config is required/i, 'pg_config', 'libpq-dev'),
  tool(/mysql_config:? not found/i, 'mysql_config', 'default-libmysqlclient-dev'),
  tool(
    /pkg-config:? (?:not found|: not found)|Did not find pkg-config|Can not find valid pkg-config/i,
    'pkg-config',
  ),
  tool(/Cargo, the Rust package manager, is not installed|can't find Rust compiler/i, 'cargo'),
  tool(/CMake must be installed|No CMAKE_C(?:XX)?_COMPILER|cmake: not found/i, 'cmake'),
  tool(/error: command '(?:\S*\/)?(?:\S+-)?(?:g\+\+|c\+\+)' failed: No such file/i, 'g++'),
  tool(/error: command '(?:\S*\/)?(?:\S+-)?(?:gcc|cc)' failed: No such file/i, 'gcc'),
];
