package io.warbler.message.sequencing;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The states of conversations that one assignment holds, in order of use.
///
/// What they weigh is accounted for by what was used: to look at all of them after every batch would cost more than
/// the batch. So whoever changes a state has taken it from here since the last eviction. Not thread-safe.
public final class DecisionStates {

    /// Least recently used first.
    private final Map<String, ConversationState> states = new LinkedHashMap<>(64, 0.75f, true);
    /// Those that were used since the last eviction.
    private final Map<String, ConversationState> used = new HashMap<>();
    /// What each weighed at the last eviction after its use.
    private final Map<String, Integer> weights = new HashMap<>();
    private int weight;

    /// The state of a conversation, for use; null if there is none here.
    public @Nullable ConversationState get(String conversation) {
        ConversationState state = states.get(conversation);
        if (state != null) {
            used.put(conversation, state);
        }
        return state;
    }

    /// Takes up a state that was loaded.
    public void put(ConversationState state) {
        used.put(state.conversation(), state);
        states.put(state.conversation(), state);
    }

    /// Lets go of a state, whatever it weighs.
    public void remove(String conversation) {
        states.remove(conversation);
        used.remove(conversation);
        weigh(conversation, 0);
    }

    /// Lets go of the least recently used states above the bound, and of what was loaded for single records. Only
    /// between batches: no write of them is in flight then.
    ///
    /// @return whether any state is gone
    public boolean evict(int maxWeight) {
        used.forEach((conversation, state) -> {
            state.forgetTargets();
            state.forgetPlaces();
            weigh(conversation, state.weight());
        });
        used.clear();
        boolean isAnyGone = false;
        Iterator<String> oldest = states.keySet().iterator();
        while (weight > maxWeight && oldest.hasNext()) {
            weigh(oldest.next(), 0);
            oldest.remove();
            isAnyGone = true;
        }
        return isAnyGone;
    }

    private void weigh(String conversation, int now) {
        Integer before = now == 0 ? weights.remove(conversation) : weights.put(conversation, now);
        weight += now - (before == null ? 0 : before);
    }
}
