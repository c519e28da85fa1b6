/** Measurements that are run on demand. */
@NullMarked
package io.finops.localstack.bench;

import org.jspecify.annotations.NullMarked;
