/** What the log configuration needs of ours. */
@NullMarked
package io.finops.payments.logging;

import org.jspecify.annotations.NullMarked;
