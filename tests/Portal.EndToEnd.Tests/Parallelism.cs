// Each test starts a portal and a browser of its own: more of them beside each other only wait for each other.
[assembly: Xunit.CollectionBehavior(MaxParallelThreads = 2)]
