/** What is neither a program nor a configuration of one: scripts, documents and workflows at the checkout's root, held to the code. */
@NullMarked
package io.finops.localstack.repository;

import org.jspecify.annotations.NullMarked;
