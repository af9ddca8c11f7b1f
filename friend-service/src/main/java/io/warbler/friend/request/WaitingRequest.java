package io.warbler.friend.request;

import io.warbler.friend.policy.FriendRequest;
import io.warbler.kernel.UserId;

/// An unanswered request to or from a peer.
record WaitingRequest(UserId peer, FriendRequest request) {}
