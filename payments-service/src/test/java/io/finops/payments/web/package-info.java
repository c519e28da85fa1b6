@NullMarked
package io.finops.payments.web;

import org.jspecify.annotations.NullMarked;
