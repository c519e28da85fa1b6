/** The whole native stack, run from the packaged jars on free ports with real Prometheus and Alertmanager. */
@NullMarked
package io.finops.rehearsal.system;

import org.jspecify.annotations.NullMarked;
