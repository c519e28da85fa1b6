/** Who is calling: API keys from a file, reloaded when it changes. */
@NullMarked
package io.finops.payments.merchant;

import org.jspecify.annotations.NullMarked;
