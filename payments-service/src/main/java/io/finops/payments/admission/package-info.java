/** How much is let in at once, and from one merchant in a second: the rest is refused before it costs anything. */
@NullMarked
package io.finops.payments.admission;

import org.jspecify.annotations.NullMarked;
