/** The embedded PostgreSQL: binaries from the jar, a kept data folder, password authentication. */
@NullMarked
package io.finops.localstack.postgres;

import org.jspecify.annotations.NullMarked;
