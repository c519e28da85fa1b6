/** Receives Alertmanager's webhook and keeps an append-only trail of every alert. */
@NullMarked
package io.finops.alertaudit;

import org.jspecify.annotations.NullMarked;
