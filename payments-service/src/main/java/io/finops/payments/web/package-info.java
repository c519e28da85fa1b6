/** The edge: authentication order, request limits, problem details, timing. */
@NullMarked
package io.finops.payments.web;

import org.jspecify.annotations.NullMarked;
