/** Tests of what the back-test itself decides. */
@NullMarked
package io.finops.localstack.backtest;

import org.jspecify.annotations.NullMarked;
