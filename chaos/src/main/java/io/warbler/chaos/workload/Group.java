package io.warbler.chaos.workload;

import java.util.List;

/// A group of the run, with one who will be removed and one who will be added while messages flow.
record Group(BusyConversation conversation, Person owner, List<Person> members, Person leaver, Person joiner) {}
