@NullMarked
package io.finops.localstack.bench.traffic;

import org.jspecify.annotations.NullMarked;
