/** Renders the repository's configuration for a way of running: addresses, channels, secrets' paths. */
@NullMarked
package io.finops.localstack.config;

import org.jspecify.annotations.NullMarked;
