/** Requests to the stack's own components. */
@NullMarked
package io.finops.localstack.http;

import org.jspecify.annotations.NullMarked;
