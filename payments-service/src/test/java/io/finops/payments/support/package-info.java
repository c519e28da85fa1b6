/** A real PostgreSQL and a gateway for the tests, one of each in a test run. */
@NullMarked
package io.finops.payments.support;

import org.jspecify.annotations.NullMarked;
