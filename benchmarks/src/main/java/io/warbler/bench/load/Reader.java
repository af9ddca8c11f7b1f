package io.warbler.bench.load;

import java.util.concurrent.CompletionStage;

/// A client that also reads as an app does, for scenarios that look at single answers. To be used on the event loop
/// only.
public interface Reader extends Client {

    /// Reads messages of a group, rising.
    ///
    /// @param before those with the highest ordinals below; 0: the newest
    CompletionStage<Page> read(int group, long before, int limit);

    /// What [#catchUp] would bring, without moving on: asked again, the same comes again.
    ///
    /// @return how many messages came
    CompletionStage<Integer> missed();

    /// Takes down from now on what this client is shown of a group.
    ///
    /// @param afterSeq what stands up to here is not looked at
    Transcript record(int group, long afterSeq);

    /// Content of all frames that came so far, in bytes.
    long receivedBytes();
}
