@NullMarked
package io.finops.payments.card;

import org.jspecify.annotations.NullMarked;
