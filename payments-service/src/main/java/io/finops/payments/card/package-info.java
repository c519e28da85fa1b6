/** Recognises card numbers in text, so that none is ever accepted, stored or logged. */
@NullMarked
package io.finops.payments.card;

import org.jspecify.annotations.NullMarked;
