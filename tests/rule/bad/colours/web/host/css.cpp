const char* colour = "#1f5a8c";
