/** Holds the Compose files to their neighbours: jobs, images, ports, documented settings. */
@NullMarked
package io.finops.localstack.compose;

import org.jspecify.annotations.NullMarked;
