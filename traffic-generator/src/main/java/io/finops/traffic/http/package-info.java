/** The target's address and the bytes of a request and of an answer. */
@NullMarked
package io.finops.traffic.http;

import org.jspecify.annotations.NullMarked;
