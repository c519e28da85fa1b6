# One file for every Java process: `--build-arg MODULE=payments-service` chooses which.
# The build stage packages all modules in one Maven run and does not depend on MODULE, so that BuildKit runs it once
# for all images. No local JDK is needed. The base images are pinned in compose.yaml, in one place.
ARG BUILD_IMAGE
ARG RUNTIME_IMAGE

# What it makes runs everywhere: an image for another architecture is built on this one.
FROM --platform=$BUILDPLATFORM ${BUILD_IMAGE} AS build
# The distribution's Maven, checked by apt; it runs on the image's own JDK.
RUN apt-get update && apt-get install --yes --no-install-recommends maven && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
# Without COMMIT it is read from .git's few files about it, because a plain `docker compose up` passes none.
ARG COMMIT
RUN --mount=type=cache,target=/root/.m2 mvn --batch-mode --quiet --define skipTests --define spotless.check.skip \
    --define build.commit="${COMMIT:-$(sh deploy/compose/build-commit .git)}" package

FROM ${RUNTIME_IMAGE}
ARG MODULE
# Fixed, because volumes and group memberships in compose.yaml refer to it.
ARG UID=10001
RUN groupadd --gid ${UID} finops \
    && useradd --uid ${UID} --gid ${UID} --home-dir /home/finops --create-home --shell /usr/sbin/nologin finops \
    # A named volume takes over the owner of the folder that it is first mounted on.
    && install --directory --owner ${UID} --group ${UID} --mode 0770 /data /rendered \
       /secrets/customer /secrets/payments /secrets/postgres /secrets/audit /secrets/alertmanager /secrets/cost /secrets/grafana \
    && install --directory --owner ${UID} --group ${UID} --mode 0775 /logs /positions /targets
COPY --chmod=0755 deploy/compose/image/ /usr/local/bin/
COPY deploy/compose/logback.xml /app/logback.xml
COPY --from=build /source/${MODULE}/target/${MODULE}.jar /app/app.jar
COPY --from=build /source/local-stack/src/main/resources/io/finops/localstack/plan/components.properties /tmp/components.properties
RUN sed -n "s/^${MODULE}=//p" /tmp/components.properties >/app/java-opts && rm /tmp/components.properties
# cost-exporter works for a second a few times a day: most of its CPU is its start. What is made here fits this image's own JVM only.
RUN --mount=type=bind,from=build,source=/source/simulators/target/simulators.jar,target=/tmp/simulators.jar \
    if [ "${MODULE}" = cost-exporter ]; then aot-cache /app /tmp/simulators.jar; fi
USER ${UID}:${UID}
WORKDIR /data
ENTRYPOINT ["java-app"]
