@NullMarked
package io.finops.localstack.payments;

import org.jspecify.annotations.NullMarked;
