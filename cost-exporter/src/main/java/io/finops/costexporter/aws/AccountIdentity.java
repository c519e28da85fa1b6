package io.finops.costexporter.aws;

import java.util.Optional;

/** Whose bill it is: what saved figures are kept under, so that one account's are never served as another's. */
public interface AccountIdentity {
    /** The identity as far as it is known without asking AWS. */
    Optional<String> known();

    /**
     * The identity, asking AWS free of charge if need be.
     *
     * @throws ReadFailure if AWS could not be asked
     */
    String resolve();

    /** An identity that configuration alone decides. */
    static AccountIdentity fixed(String identity) {
        return new AccountIdentity() {
            @Override
            public Optional<String> known() {
                return Optional.of(identity);
            }

            @Override
            public String resolve() {
                return identity;
            }
        };
    }
}
