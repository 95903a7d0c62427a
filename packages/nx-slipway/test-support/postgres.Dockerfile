FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install --yes --no-install-recommends postgresql && rm -rf /var/lib/apt/lists/*
USER postgres
ENV PGDATA=/tmp/data
CMD ["sh", "-c", "set -e; cd /usr/lib/postgresql/*/bin; ./initdb --auth=trust --username=shop; echo 'host all all all trust' >> $PGDATA/pg_hba.conf; exec ./postgres -c listen_addresses='*' -c unix_socket_directories=/tmp"]
