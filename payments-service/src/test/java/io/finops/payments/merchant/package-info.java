@NullMarked
package io.finops.payments.merchant;

import org.jspecify.annotations.NullMarked;
