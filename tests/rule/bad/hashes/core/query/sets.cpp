std::unordered_set<int> seen;
