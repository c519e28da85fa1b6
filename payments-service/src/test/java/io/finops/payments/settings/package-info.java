@NullMarked
package io.finops.payments.settings;

import org.jspecify.annotations.NullMarked;
