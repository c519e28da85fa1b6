/** Finds Prometheus, Alertmanager and their tools: on the PATH, else in Debian's packages, unpacked and never started as services. */
@NullMarked
package io.finops.localstack.tools;

import org.jspecify.annotations.NullMarked;
