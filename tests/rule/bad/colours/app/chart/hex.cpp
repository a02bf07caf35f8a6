unsigned colour = 0xff8c5a1f;
